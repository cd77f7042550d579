;; A boolean that is neither.
(component binary "\00asm" "\0d\00\01\00" "\08\03\01\06\02")
