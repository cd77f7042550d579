(component (alias outer 2 0 (type)))
