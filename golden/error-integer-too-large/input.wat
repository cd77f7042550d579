;; A section size of more than 32 bits.
(component binary "\00asm" "\0d\00\01\00" "\07\80\80\80\80\70")
