// Interface example:users/database@0.1.0 of the component user-service: the resource db-connection.
//
// A resource's representation is an address of ours, which the caller never sees: the canonical ABI gives it
// a handle ([resource-new]), hands the address back to methods, and calls [dtor] when the handle is dropped.
#include "sql.h"

#define INTERFACE "example:users/database@0.1.0"
#define RESOURCE "db-connection"

typedef struct {
  text url;
  bool closed;
} connection;

// result<list<list<string>>, string>
typedef struct {
  bool is_error;
  union {
    list rows;
    text error;
  };
} query_result;

// result<u32, string>
typedef struct {
  bool is_error;
  union {
    uint32_t changed;
    text error;
  };
} execute_result;

IMPORT("[export]" INTERFACE, "[resource-new]" RESOURCE)
extern int32_t new_handle(connection *representation);

// constructor(url: string)
EXPORT(INTERFACE "#[constructor]" RESOURCE)
int32_t open_connection(const char *data, uint32_t length) {
  connection *opened = heap_allocate(sizeof(connection));
  *opened = (connection){.url = text_keep((text){data, length})};
  scratch_reset();
  return new_handle(opened);
}

EXPORT(INTERFACE "#[dtor]" RESOURCE)
void drop_connection(connection *dropped) {
  text_release(dropped->url);
  heap_free(dropped);
}

// close: func()
EXPORT(INTERFACE "#[method]" RESOURCE ".close")
void close_connection(connection *self) { self->closed = true; }

static bool is_memory_url(text url) {
  text scheme = TEXT("memory:");
  return url.length >= scheme.length && text_equals((text){url.data, scheme.length}, scheme);
}

// What query and execute have in common: a usable connection, and a statement that parses.
static bool prepare(const connection *self, text sql, statement *parsed, text *error) {
  if (self->closed) {
    *error = TEXT("the connection is closed");
    return false;
  }
  if (!is_memory_url(self->url)) {
    *error = CONCAT(TEXT("there is no database at \""), self->url, TEXT("\", only at memory:"));
    return false;
  }
  return sql_parse(sql, parsed, error);
}

static bool meets_conditions(const row *tested, const statement *parsed) {
  for (uint32_t i = 0; i < parsed->condition_count; i++) {
    const condition *c = &parsed->conditions[i];
    if (text_equals(tested->values[c->column], c->value) == c->differs) return false;
  }
  return true;
}

static uint32_t count_matches(const statement *parsed) {
  uint32_t count = 0;
  for (row *each = table_first(); each; each = each->next) count += meets_conditions(each, parsed);
  return count;
}

// A row of the result. Its texts stay where they are: nothing changes the table before they are lifted.
static list select_columns(const row *selected, const statement *parsed) {
  text *values = scratch_allocate(parsed->column_count * sizeof(text));
  for (uint32_t i = 0; i < parsed->column_count; i++) values[i] = selected->values[parsed->columns[i]];
  return (list){values, parsed->column_count};
}

static list run_count(const statement *parsed) {
  text *value = scratch_allocate(sizeof(text));
  *value = text_of_number(count_matches(parsed));
  list *only_row = scratch_allocate(sizeof(list));
  *only_row = (list){value, 1};
  return (list){only_row, parsed->limit ? 1 : 0};
}

static list run_select(const statement *parsed) {
  if (parsed->counts) return run_count(parsed);
  uint32_t most = count_matches(parsed);
  if (most > parsed->limit) most = parsed->limit;
  list *rows = scratch_allocate(most * sizeof(list));
  uint32_t count = 0;
  for (row *each = table_first(); each && count < most; each = each->next) {
    if (meets_conditions(each, parsed)) rows[count++] = select_columns(each, parsed);
  }
  return (list){rows, count};
}

static bool is_age(text value) {
  uint32_t age = 0;
  for (uint32_t i = 0; i < value.length; i++) {
    if (value.data[i] < '0' || value.data[i] > '9') return false;
    age = age * 10 + (uint32_t)(value.data[i] - '0');
    if (age > UINT8_MAX) return false;
  }
  return true;
}

// The constraints of the table: NOT NULL, the type of age, UNIQUE, also among the new rows themselves.
static bool check_new_row(const new_row *checked, const new_row *all, text *error) {
  const text *values = checked->values;
  for (column c = NAME; c <= EMAIL; c++) {
    if (values[c].length) continue;
    *error = CONCAT(TEXT("the column "), column_names[c], TEXT(" needs a value"));
    return false;
  }
  if (!is_age(values[AGE])) {
    *error = CONCAT(TEXT("\""), values[AGE], TEXT("\" is not an age"));
    return false;
  }
  bool taken = table_find_email(values[EMAIL]) != NULL;
  for (const new_row *other = all; other != checked; other = other->next) {
    taken |= text_equals_ignoring_case(other->values[EMAIL], values[EMAIL]);
  }
  if (taken) *error = CONCAT(TEXT("there is a user with the email \""), values[EMAIL], TEXT("\" already"));
  return !taken;
}

static bool run_insert(const statement *parsed, uint32_t *changed, text *error) {
  for (const new_row *each = parsed->rows; each; each = each->next) {
    if (!check_new_row(each, parsed->rows, error)) return false;
  }
  for (const new_row *each = parsed->rows; each; each = each->next) {
    table_append(each->values);
    ++*changed;
  }
  return true;
}

static uint32_t run_delete(const statement *parsed) {
  uint32_t removed = 0;
  row **link = table_first_link();
  while (*link) {
    if (meets_conditions(*link, parsed)) {
      table_remove(link);
      removed++;
    } else {
      link = &(*link)->next;
    }
  }
  return removed;
}

// query: func(sql: string) -> result<list<list<string>>, string>
EXPORT(INTERFACE "#[method]" RESOURCE ".query")
query_result *query(connection *self, const char *data, uint32_t length) {
  query_result *result = scratch_allocate(sizeof(query_result));
  statement parsed;
  text error;
  if (!prepare(self, (text){data, length}, &parsed, &error)) {
    *result = (query_result){.is_error = true, .error = error};
  } else if (parsed.kind != SELECT) {
    error = TEXT("query takes a SELECT; the others are for execute");
    *result = (query_result){.is_error = true, .error = error};
  } else {
    *result = (query_result){.rows = run_select(&parsed)};
  }
  return result;
}

EXPORT("cabi_post_" INTERFACE "#[method]" RESOURCE ".query")
void query_post_return(query_result *result) {
  (void)result;
  scratch_reset();
}

// execute: func(sql: string) -> result<u32, string>
EXPORT(INTERFACE "#[method]" RESOURCE ".execute")
execute_result *execute(connection *self, const char *data, uint32_t length) {
  execute_result *result = scratch_allocate(sizeof(execute_result));
  *result = (execute_result){.is_error = false};
  statement parsed;
  text error = TEXT("execute takes an INSERT or a DELETE; a SELECT is for query");
  bool done = prepare(self, (text){data, length}, &parsed, &error) && parsed.kind != SELECT;
  if (done && parsed.kind == INSERT) done = run_insert(&parsed, &result->changed, &error);
  if (done && parsed.kind == DELETE) result->changed = run_delete(&parsed);
  if (!done) *result = (execute_result){.is_error = true, .error = error};
  return result;
}

EXPORT("cabi_post_" INTERFACE "#[method]" RESOURCE ".execute")
void execute_post_return(execute_result *result) {
  (void)result;
  scratch_reset();
}
