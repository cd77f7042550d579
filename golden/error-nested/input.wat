;; The way to the place is part of the message.
(component (component) (component (component (type (own 7)))))
