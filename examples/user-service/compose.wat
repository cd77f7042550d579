;; composed.wasm: the validator and the service in one component that imports nothing.
;;
;; build.mjs puts the printed text of each component where its file is named.
(component
  (component $user-validator (; user-validator.wasm ;))
  (component $user-service (; user-service.wasm ;))

  (instance $validating (instantiate $user-validator))
  (alias export $validating "example:users/validator@0.1.0" (instance $validator))

  (instance $serving (instantiate $user-service
    (with "example:users/validator@0.1.0" (instance $validator))))
  (alias export $serving "example:users/users@0.1.0" (instance $users))
  (alias export $serving "example:users/database@0.1.0" (instance $database))

  ;; The service's functions take the validator's types, so the validator is exported first.
  (export "example:users/validator@0.1.0" (instance $validator))
  (export "example:users/users@0.1.0" (instance $users))
  (export "example:users/database@0.1.0" (instance $database))
)
