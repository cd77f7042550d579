// The words of SQL.
#pragma once

#include "guest.h"

typedef enum { WORD, NUMBER, QUOTED, SYMBOL, END } token_kind;

typedef struct {
  token_kind kind;
  text source;     // as it is written
  text value;      // what a NUMBER or QUOTED stands for
  uint32_t offset; // in bytes, from the start of the statement
} token;

// Reads the token at `*position` or after it, and moves `*position` behind it.
// Returns false where no token can be: a quote without end, or a byte that starts nothing.
bool next_token(text sql, uint32_t *position, token *found);
