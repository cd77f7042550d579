// The lexer of lexer.h.
#include "lexer.h"

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_in_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c);
}

// 'it''s' stands for it's.
static bool read_quoted(text sql, uint32_t *position, token *found) {
  uint32_t start = *position + 1, end = start;
  for (;; end++) {
    if (end >= sql.length) return false;
    if (sql.data[end] != '\'') continue;
    if (end + 1 >= sql.length || sql.data[end + 1] != '\'') break;
    end++;
  }
  char *value = scratch_allocate(end - start);
  uint32_t length = 0;
  for (uint32_t i = start; i < end; i++) {
    value[length++] = sql.data[i];
    if (sql.data[i] == '\'') i++; // the second of the two
  }
  *position = end + 1;
  *found = (token){.kind = QUOTED, .value = {value, length}};
  return true;
}

// The value has no leading zeros, so that equal numbers are equal texts.
static void read_number(text sql, uint32_t *position, token *found) {
  uint32_t start = *position;
  while (*position < sql.length && is_digit(sql.data[*position])) ++*position;
  while (start + 1 < *position && sql.data[start] == '0') start++;
  *found = (token){.kind = NUMBER, .value = {sql.data + start, *position - start}};
}

static bool read_symbol(text sql, uint32_t *position, token *found) {
  char c = sql.data[*position];
  bool second = *position + 1 < sql.length && sql.data[*position + 1] == (c == '<' ? '>' : '=');
  if (c == '<' || c == '!') {
    if (!second) return false;
    *position += 2;
  } else if (c == '*' || c == ',' || c == '(' || c == ')' || c == '=' || c == ';') {
    *position += 1;
  } else {
    return false;
  }
  *found = (token){.kind = SYMBOL};
  return true;
}

bool next_token(text sql, uint32_t *position, token *found) {
  while (*position < sql.length && is_space(sql.data[*position])) ++*position;
  uint32_t start = *position;
  bool good = true;
  if (start == sql.length) {
    *found = (token){.kind = END};
  } else if (sql.data[start] == '\'') {
    good = read_quoted(sql, position, found);
  } else if (is_digit(sql.data[start])) {
    read_number(sql, position, found);
  } else if (is_in_word(sql.data[start])) {
    while (*position < sql.length && is_in_word(sql.data[*position])) ++*position;
    *found = (token){.kind = WORD};
  } else {
    good = read_symbol(sql, position, found);
  }
  found->offset = start;
  found->source = (text){sql.data + start, *position - start};
  return good;
}
