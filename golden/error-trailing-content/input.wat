;; A type section with a byte too many.
(component binary "\00asm" "\0d\00\01\00" "\07\02\00\00")
