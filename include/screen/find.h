/* find.h - a list is searched and filtered, by what is typed in the line of keys. */
#ifndef FIND_H
#define FIND_H

#include "browse.h"
#include "ui.h"

/* F3 or / searches, n goes on, B or Shift-F3 back; F4 or \ filters. Whether it was such a key. The list is borrowed while one types;
 * moved, if any, is told whenever another row may be the chosen one. */
bool find_key(struct ui *ui, struct browse *b, void (*moved)(struct ui *ui), uint32_t key);

/* ", 3 with 'sql'" while it is filtered, else "". */
void find_note(const struct browse *b, char *out, size_t room);

#endif
