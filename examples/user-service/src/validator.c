// The component user-validator: interface example:users/validator@0.1.0, exported.
#include "user.h"

#define LONGEST_NAME 64
#define LONGEST_EMAIL 254 // bytes, RFC 5321 section 4.5.3.1
#define LONGEST_LOCAL_PART 64
#define LONGEST_LABEL 63
#define HIGHEST_AGE 150
#define MOST_TAGS 8

static bool is_blank(text value) {
  for (uint32_t i = 0; i < value.length; i++) {
    if ((unsigned char)value.data[i] > ' ') return false;
  }
  return true;
}

// Letters, digits and everything beyond ASCII: names of domains may be international.
static bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80);
}

static bool is_in_local_part(char c) {
  if (is_alphanumeric(c)) return true;
  for (const char *other = "!#$%&'*+-/=?^_`{|}~"; *other; other++) {
    if (c == *other) return true;
  }
  return false;
}

// Words of `is_in_local_part` characters with single dots between them.
static bool is_local_part(text value) {
  if (value.length == 0 || value.length > LONGEST_LOCAL_PART) return false;
  bool after_dot = true;
  for (uint32_t i = 0; i < value.length; i++) {
    if (value.data[i] == '.') {
      if (after_dot) return false;
      after_dot = true;
    } else {
      if (!is_in_local_part(value.data[i])) return false;
      after_dot = false;
    }
  }
  return !after_dot;
}

static bool is_label(text value) {
  if (value.length == 0 || value.length > LONGEST_LABEL) return false;
  if (value.data[0] == '-' || value.data[value.length - 1] == '-') return false;
  for (uint32_t i = 0; i < value.length; i++) {
    if (!is_alphanumeric(value.data[i]) && value.data[i] != '-') return false;
  }
  return true;
}

// At least two labels with dots between them.
static bool is_domain(text value) {
  uint32_t labels = 0, start = 0;
  for (uint32_t i = 0; i <= value.length; i++) {
    if (i < value.length && value.data[i] != '.') continue;
    if (!is_label((text){value.data + start, i - start})) return false;
    labels++;
    start = i + 1;
  }
  return labels >= 2;
}

static bool is_email(text value) {
  if (value.length > LONGEST_EMAIL) return false;
  for (uint32_t at = 0; at < value.length; at++) {
    if (value.data[at] != '@') continue;
    text local_part = {value.data, at};
    text domain = {value.data + at + 1, value.length - at - 1};
    return is_local_part(local_part) && is_domain(domain);
  }
  return false;
}

static void add_error(list *errors, text field, problem what, text message) {
  validation_error *all = errors->data;
  all[errors->length++] = (validation_error){field, what, message};
}

static void check_name(text name, list *errors) {
  if (is_blank(name)) {
    add_error(errors, TEXT("name"), MISSING, TEXT("a name is needed"));
    return;
  }
  uint32_t characters = text_characters(name);
  if (characters > LONGEST_NAME) {
    add_error(errors, TEXT("name"), TOO_LONG,
      CONCAT(TEXT("a name has at most "), text_of_number(LONGEST_NAME), TEXT(" characters, this one has "),
        text_of_number(characters)));
  }
}

static void check_email(text email, list *errors) {
  if (email.length == 0) {
    add_error(errors, TEXT("email"), MISSING, TEXT("an e-mail address is needed"));
  } else if (!is_email(email)) {
    add_error(errors, TEXT("email"), MALFORMED,
      CONCAT(TEXT("\""), email, TEXT("\" is not an e-mail address")));
  }
}

static void check_tags(list tags, list *errors) {
  if (tags.length > MOST_TAGS) {
    add_error(errors, TEXT("tags"), TOO_LONG,
      CONCAT(TEXT("a user has at most "), text_of_number(MOST_TAGS), TEXT(" tags, this one has "),
        text_of_number(tags.length)));
  }
  for (uint32_t i = 0; i < tags.length && i < MOST_TAGS; i++) {
    text tag = ((text *)tags.data)[i];
    if (!is_blank(tag)) continue;
    text field = CONCAT(TEXT("tags["), text_of_number(i), TEXT("]"));
    add_error(errors, field, MISSING, TEXT("a tag needs a text"));
  }
}

// validate-user: func(user: user) -> list<validation-error>
// The result is in memory, at the address that is returned.
EXPORT("example:users/validator@0.1.0#validate-user")
list *validate_user(USER_PARAMETERS) {
  user checked = USER_FROM_PARAMETERS;
  list *errors = scratch_allocate(sizeof(list));
  // At most one for each of the four fields, and one for each tag that is looked at.
  *errors = (list){scratch_allocate((4 + MOST_TAGS) * sizeof(validation_error)), 0};
  check_name(checked.name, errors);
  check_email(checked.email, errors);
  if (checked.has_age && checked.age > HIGHEST_AGE) {
    add_error(errors, TEXT("age"), OUT_OF_RANGE,
      CONCAT(TEXT("an age is at most "), text_of_number(HIGHEST_AGE), TEXT(", not "),
        text_of_number(checked.age)));
  }
  check_tags(checked.tags, errors);
  return errors;
}

EXPORT("cabi_post_example:users/validator@0.1.0#validate-user")
void validate_user_post_return(list *errors) {
  (void)errors;
  scratch_reset();
}

// validate-email: func(email: string) -> bool
EXPORT("example:users/validator@0.1.0#validate-email")
bool validate_email(const char *data, uint32_t length) {
  bool valid = is_email((text){data, length});
  scratch_reset();
  return valid;
}
