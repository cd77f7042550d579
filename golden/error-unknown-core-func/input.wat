(component (func (canon lift (core func 0))))
