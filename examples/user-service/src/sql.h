// A statement of the small SQL that the database understands: see wit/database.wit.
#pragma once

#include "table.h"

#define MOST_COLUMNS 16
#define MOST_CONDITIONS 8

typedef struct {
  column column;
  bool differs; // `<>` and not `=`
  text value;
} condition;

// A row to insert; columns that were not named are empty.
typedef struct new_row {
  text values[COLUMNS];
  struct new_row *next;
} new_row;

typedef enum { SELECT, INSERT, DELETE } statement_kind;

typedef struct {
  statement_kind kind;
  bool counts; // SELECT COUNT(*)
  column columns[MOST_COLUMNS];
  uint32_t column_count;
  new_row *rows;
  condition conditions[MOST_CONDITIONS];
  uint32_t condition_count;
  uint32_t limit;
} statement;

// Parses `sql`, into scratch memory. On failure returns false and sets `error` to what is wrong and where.
bool sql_parse(text sql, statement *parsed, text *error);
