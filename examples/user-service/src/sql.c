// The parser of sql.h: by recursive descent, one function for each rule of the grammar.
#include "sql.h"

#include "lexer.h"

typedef struct {
  text sql;
  uint32_t position; // behind `current`
  token current;
  bool failed;
  text error;
} parser;

// Notes the first error. Parsing goes on to its end, and what it makes is thrown away.
static void fail(parser *p, text message) {
  if (p->failed) return;
  p->failed = true;
  p->error = CONCAT(message, TEXT(" (at byte "), text_of_number(p->current.offset), TEXT(")"));
  p->current = (token){.kind = END};
}

static void advance(parser *p) {
  if (p->failed) return;
  if (!next_token(p->sql, &p->position, &p->current)) {
    fail(p, p->sql.data[p->current.offset] == '\'' ? TEXT("a text without its closing quote")
                                                   : TEXT("a character that SQL does not know"));
  }
}

static void fail_expecting(parser *p, text expected) {
  text found = p->current.kind == END ? TEXT("the end") : p->current.source;
  fail(p, CONCAT(TEXT("expected "), expected, TEXT(", found "), found));
}

// If the current token is this keyword or symbol: goes behind it and returns true.
static bool take(parser *p, text wanted) {
  bool has_it = p->current.kind == WORD || p->current.kind == SYMBOL;
  if (!has_it || !text_equals_ignoring_case(p->current.source, wanted)) return false;
  advance(p);
  return true;
}

static void expect(parser *p, text wanted) {
  if (!take(p, wanted)) fail_expecting(p, wanted);
}

static void parse_table_name(parser *p) {
  if (take(p, TEXT("users"))) return;
  if (p->current.kind == WORD) {
    fail(p, CONCAT(TEXT("there is no table "), p->current.source, TEXT(", only users")));
  } else {
    fail_expecting(p, TEXT("the name of a table"));
  }
}

static column parse_column(parser *p) {
  for (column c = ID; c < COLUMNS; c++) {
    if (take(p, column_names[c])) return c;
  }
  if (p->current.kind == WORD) {
    fail(p, CONCAT(TEXT("there is no column "), p->current.source, TEXT(" in users")));
  } else {
    fail_expecting(p, TEXT("the name of a column"));
  }
  return ID;
}

// A list of names of columns, without parentheses.
static void parse_columns(parser *p, statement *parsed) {
  do {
    if (parsed->column_count == MOST_COLUMNS) {
      fail(p, TEXT("more columns than a statement can have"));
      return;
    }
    parsed->columns[parsed->column_count++] = parse_column(p);
  } while (take(p, TEXT(",")));
}

static text parse_value(parser *p) {
  if (take(p, TEXT("NULL"))) return TEXT("");
  text value = p->current.value;
  if (p->current.kind == NUMBER || p->current.kind == QUOTED) {
    advance(p);
  } else {
    fail_expecting(p, TEXT("a value"));
  }
  return value;
}

// [WHERE column = value AND …]
static void parse_where(parser *p, statement *parsed) {
  if (!take(p, TEXT("WHERE"))) return;
  do {
    if (parsed->condition_count == MOST_CONDITIONS) {
      fail(p, TEXT("more conditions than a statement can have"));
      return;
    }
    condition *added = &parsed->conditions[parsed->condition_count++];
    added->column = parse_column(p);
    added->differs = take(p, TEXT("<>")) || take(p, TEXT("!="));
    if (!added->differs) expect(p, TEXT("="));
    added->value = parse_value(p);
  } while (take(p, TEXT("AND")));
}

// [LIMIT n]; a number beyond 32 bits limits nothing.
static void parse_limit(parser *p, statement *parsed) {
  parsed->limit = UINT32_MAX;
  if (!take(p, TEXT("LIMIT"))) return;
  if (p->current.kind != NUMBER) {
    fail_expecting(p, TEXT("a number"));
    return;
  }
  text digits = p->current.value;
  uint64_t limit = 0;
  for (uint32_t i = 0; i < digits.length && limit <= UINT32_MAX; i++) {
    limit = limit * 10 + (uint32_t)(digits.data[i] - '0');
  }
  parsed->limit = limit < UINT32_MAX ? (uint32_t)limit : UINT32_MAX;
  advance(p);
}

static void parse_select(parser *p, statement *parsed) {
  parsed->kind = SELECT;
  if (take(p, TEXT("COUNT"))) {
    expect(p, TEXT("("));
    expect(p, TEXT("*"));
    expect(p, TEXT(")"));
    parsed->counts = true;
  } else if (take(p, TEXT("*"))) {
    for (column c = ID; c < COLUMNS; c++) parsed->columns[parsed->column_count++] = c;
  } else {
    parse_columns(p, parsed);
  }
  expect(p, TEXT("FROM"));
  parse_table_name(p);
  parse_where(p, parsed);
  parse_limit(p, parsed);
}

// ( value, … ): one for each column.
static new_row *parse_new_row(parser *p, const statement *parsed) {
  new_row *added = scratch_allocate(sizeof(new_row));
  *added = (new_row){.next = NULL};
  expect(p, TEXT("("));
  for (uint32_t i = 0; i < parsed->column_count; i++) {
    if (i) expect(p, TEXT(","));
    added->values[parsed->columns[i]] = parse_value(p);
  }
  expect(p, TEXT(")"));
  return added;
}

static void check_columns_of_insert(parser *p, const statement *parsed) {
  uint32_t seen = 0;
  for (uint32_t i = 0; i < parsed->column_count; i++) {
    column c = parsed->columns[i];
    if (c == ID) fail(p, TEXT("the database gives each id itself"));
    if (seen & (1u << c)) fail(p, CONCAT(TEXT("the column "), column_names[c], TEXT(" is named twice")));
    seen |= 1u << c;
  }
}

// INTO users ( column, … ) VALUES ( value, … ), …
static void parse_insert(parser *p, statement *parsed) {
  parsed->kind = INSERT;
  expect(p, TEXT("INTO"));
  parse_table_name(p);
  expect(p, TEXT("("));
  parse_columns(p, parsed);
  check_columns_of_insert(p, parsed);
  expect(p, TEXT(")"));
  expect(p, TEXT("VALUES"));
  new_row **link = &parsed->rows;
  do {
    *link = parse_new_row(p, parsed);
    link = &(*link)->next;
  } while (take(p, TEXT(",")));
}

static void parse_delete(parser *p, statement *parsed) {
  parsed->kind = DELETE;
  expect(p, TEXT("FROM"));
  parse_table_name(p);
  parse_where(p, parsed);
}

bool sql_parse(text sql, statement *parsed, text *error) {
  parser p = {.sql = sql};
  *parsed = (statement){.kind = SELECT};
  advance(&p);
  if (take(&p, TEXT("SELECT"))) {
    parse_select(&p, parsed);
  } else if (take(&p, TEXT("INSERT"))) {
    parse_insert(&p, parsed);
  } else if (take(&p, TEXT("DELETE"))) {
    parse_delete(&p, parsed);
  } else {
    fail_expecting(&p, TEXT("SELECT, INSERT or DELETE"));
  }
  take(&p, TEXT(";"));
  if (p.current.kind != END) fail_expecting(&p, TEXT("the end"));
  if (p.failed) *error = p.error;
  return !p.failed;
}
