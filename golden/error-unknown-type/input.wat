;; A type index before its time.
(component (type (list 1)) (type u8))
