;; A component value, imported and exported.
(component binary "\00asm" "\0d\00\01\00" "\0a\07\01\00\01a\02\01\7f" "\0b\07\01\00\01b\02\00\00")
