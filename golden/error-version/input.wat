;; A version of the format that was or will be.
(component binary "\00asm" "\0c\00\01\00")
