// The types of interface `validator`, laid out and flattened as the canonical ABI has them.
#pragma once

#include "guest.h"

typedef struct {
  text name;
  text email;
  bool has_age;
  uint8_t age;
  list tags; // of text
} user;

// The flat form of `user`: eight core parameters.
#define USER_PARAMETERS                                                                \
  const char *name_data, uint32_t name_length, const char *email_data, uint32_t email_length, \
    uint32_t has_age, uint32_t age, void *tags_data, uint32_t tags_length
#define USER_FROM_PARAMETERS                                     \
  ((user){                                                       \
    .name = {name_data, name_length},                            \
    .email = {email_data, email_length},                         \
    .has_age = has_age != 0,                                     \
    .age = (uint8_t)age,                                         \
    .tags = {tags_data, tags_length},                            \
  })

// The cases of `problem`, in its order.
typedef enum { MISSING, TOO_LONG, MALFORMED, OUT_OF_RANGE, TAKEN } problem;

typedef struct {
  text field;
  uint8_t problem;
  text message;
} validation_error;
