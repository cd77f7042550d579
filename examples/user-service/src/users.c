// Interface example:users/users@0.1.0 of the component user-service: create-user.
#include "table.h"
#include "user.h"

// record create-user-result
typedef struct {
  bool success;
  struct {
    bool is_some;
    text value;
  } user_id;
  list errors; // of validation_error
} create_user_result;

// validate-user of the interface that we import. The caller gives the place for the result.
IMPORT("example:users/validator@0.1.0", "validate-user")
extern void validate_user(USER_PARAMETERS, list *errors);

// The tags in one text, with commas between them.
static text join_tags(list tags) {
  text joined = TEXT("");
  for (uint32_t i = 0; i < tags.length; i++) {
    joined = CONCAT(joined, i ? TEXT(",") : TEXT(""), ((text *)tags.data)[i]);
  }
  return joined;
}

static text add_to_table(user added) {
  row *stored = table_append((text[COLUMNS]){
    [NAME] = added.name,
    [EMAIL] = added.email,
    [AGE] = added.has_age ? text_of_number(added.age) : TEXT(""),
    [TAGS] = join_tags(added.tags),
  });
  return stored->values[ID];
}

static list taken_error(text email) {
  validation_error *error = scratch_allocate(sizeof(validation_error));
  *error = (validation_error){
    .field = TEXT("email"),
    .problem = TAKEN,
    .message = CONCAT(TEXT("there is a user with the address \""), email, TEXT("\" already")),
  };
  return (list){error, 1};
}

// create-user: func(user: user) -> create-user-result
EXPORT("example:users/users@0.1.0#create-user")
create_user_result *create_user(USER_PARAMETERS) {
  user asked_for = USER_FROM_PARAMETERS;
  create_user_result *result = scratch_allocate(sizeof(create_user_result));
  *result = (create_user_result){.success = false};
  validate_user(name_data, name_length, email_data, email_length, has_age, age, tags_data, tags_length,
    &result->errors);
  if (result->errors.length == 0 && table_find_email(asked_for.email)) {
    result->errors = taken_error(asked_for.email);
  }
  if (result->errors.length == 0) {
    result->success = true;
    result->user_id.is_some = true;
    result->user_id.value = add_to_table(asked_for);
  }
  return result;
}

EXPORT("cabi_post_example:users/users@0.1.0#create-user")
void create_user_post_return(create_user_result *result) {
  (void)result;
  scratch_reset();
}
