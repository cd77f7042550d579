;; A few hundred bytes that ask for 65,536 instances.
(component
  (component $c0 (core module $m) (core instance (instantiate $m)))
  (component $c1
    (alias outer 1 0 (component $inner))
    (instance (instantiate $inner))
    (instance (instantiate $inner)))
  (component $c2
    (alias outer 1 1 (component $inner))
    (instance (instantiate $inner))
    (instance (instantiate $inner)))
  (component $c3
    (alias outer 1 2 (component $inner))
    (instance (instantiate $inner))
    (instance (instantiate $inner)))
  (component $c4
    (alias outer 1 3 (component $inner))
    (instance (instantiate $inner))
    (instance (instantiate $inner)))
  (component $c5
    (alias outer 1 4 (component $inner))
    (instance (instantiate $inner))
    (instance (instantiate $inner)))
  (component $c6
    (alias outer 1 5 (component $inner))
    (instance (instantiate $inner))
    (instance (instantiate $inner)))
  (component $c7
    (alias outer 1 6 (component $inner))
    (instance (instantiate $inner))
    (instance (instantiate $inner)))
  (component $c8
    (alias outer 1 7 (component $inner))
    (instance (instantiate $inner))
    (instance (instantiate $inner)))
  (component $c9
    (alias outer 1 8 (component $inner))
    (instance (instantiate $inner))
    (instance (instantiate $inner)))
  (component $c10
    (alias outer 1 9 (component $inner))
    (instance (instantiate $inner))
    (instance (instantiate $inner)))
  (component $c11
    (alias outer 1 10 (component $inner))
    (instance (instantiate $inner))
    (instance (instantiate $inner)))
  (component $c12
    (alias outer 1 11 (component $inner))
    (instance (instantiate $inner))
    (instance (instantiate $inner)))
  (component $c13
    (alias outer 1 12 (component $inner))
    (instance (instantiate $inner))
    (instance (instantiate $inner)))
  (component $c14
    (alias outer 1 13 (component $inner))
    (instance (instantiate $inner))
    (instance (instantiate $inner)))
  (component $c15
    (alias outer 1 14 (component $inner))
    (instance (instantiate $inner))
    (instance (instantiate $inner)))
  (component $c16
    (alias outer 1 15 (component $inner))
    (instance (instantiate $inner))
    (instance (instantiate $inner)))
  (instance (instantiate $c16)))
