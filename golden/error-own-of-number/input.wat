;; A handle of a type that is no resource.
(component (type $n u32) (type (own $n)))
