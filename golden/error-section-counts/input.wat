;; A core module with a function but without its body.
(component binary "\00asm" "\0d\00\01\00" "\01\12" "\00asm" "\01\00\00\00" "\01\04\01\60\00\00" "\03\02\01\00")
