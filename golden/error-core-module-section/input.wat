;; A core module whose sections are out of order: the section and the way to it are named.
(component binary "\00asm" "\0d\00\01\00" "\01\10" "\00asm" "\01\00\00\00" "\03\01\00" "\01\01\00" "\00\00")
