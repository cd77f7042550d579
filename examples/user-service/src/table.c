// The table of table.h: a linked list on the heap.
#include "table.h"

const text column_names[COLUMNS] = {
  [ID] = TEXT_INIT("id"),
  [NAME] = TEXT_INIT("name"),
  [EMAIL] = TEXT_INIT("email"),
  [AGE] = TEXT_INIT("age"),
  [TAGS] = TEXT_INIT("tags"),
};

static row *first;
static uint32_t ids_given;

row *table_first(void) { return first; }

row **table_first_link(void) { return &first; }

row *table_find_email(text email) {
  for (row *each = first; each; each = each->next) {
    if (text_equals_ignoring_case(each->values[EMAIL], email)) return each;
  }
  return NULL;
}

row *table_append(const text values[COLUMNS]) {
  row *added = heap_allocate(sizeof(row));
  added->values[ID] = text_keep(CONCAT(TEXT("user-"), text_of_number(++ids_given)));
  for (column c = ID + 1; c < COLUMNS; c++) added->values[c] = text_keep(values[c]);
  added->next = NULL;
  row **link = &first;
  while (*link) link = &(*link)->next;
  *link = added;
  return added;
}

void table_remove(row **link) {
  row *removed = *link;
  *link = removed->next;
  for (column c = ID; c < COLUMNS; c++) text_release(removed->values[c]);
  heap_free(removed);
}
