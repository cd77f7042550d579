// The one table of the database: users, in the order in which they came.
#pragma once

#include "guest.h"

typedef enum { ID, NAME, EMAIL, AGE, TAGS, COLUMNS } column;

// Each value as text; NULL is an empty text.
typedef struct row {
  text values[COLUMNS];
  struct row *next;
} row;

// column_names[c] is the name of column c.
extern const text column_names[COLUMNS];

row *table_first(void);
// The row whose e-mail address this is, or NULL: addresses are unique, whatever the case of their letters.
row *table_find_email(text email);
// Copies `values` into a new last row and gives it an id; `values[ID]` is not read.
row *table_append(const text values[COLUMNS]);
// Removes the row that `*link` points to; `link` is where to go on.
void table_remove(row **link);
row **table_first_link(void);
