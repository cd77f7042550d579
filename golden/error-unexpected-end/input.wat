;; A section that claims more bytes than there are.
(component binary "\00asm" "\0d\00\01\00" "\07\20\01")
