;; A canon that there is none of.
(component binary "\00asm" "\0d\00\01\00" "\08\02\01\07")
