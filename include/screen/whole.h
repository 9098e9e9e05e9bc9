/* whole.h - one row of a list with all that is known of it, nothing cut. */
#ifndef WHOLE_H
#define WHOLE_H

#include "browse.h"
#include "ui.h"

/* Shows the chosen row of the list, a column a line or more, until Esc. What it is then is kept: the list may change. */
void whole_open(struct ui *ui, const struct browse *list);

#endif
