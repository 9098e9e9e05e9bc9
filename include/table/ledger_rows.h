/* ledger_rows.h - the ledger as rows: its lines, and the lists that they open into. */
#ifndef LEDGER_ROWS_H
#define LEDGER_ROWS_H

#include "column.h"
#include "ledger.h"
#include "text.h"
#include "users.h"

#define LEDGER_NOTE 160

/* A line of the balance. */
struct ledger_row {
	enum balance_line line;
	const char *title;
	bool known, about;
	bool is_left_out;         /* nobody tells it of a container */
	int64_t bytes;
	double share;             /* percent of all memory */
	char note[LEDGER_NOTE];   /* what is worth knowing of it at first sight; "" nothing. Printable in the set that was asked for */
};

/* All lines, those that are left out where there is nothing of them too. Returns their number. */
size_t ledger_rows(const struct ledger *l, enum text_set set, struct ledger_row rows[BALANCE_LINES]);

/* Makes it that of the container that we are in, by the figures of a sample. False, and nothing is changed, where none confines us. */
bool ledger_take_container(struct ledger *l, const struct sample *s);

/* What all lines add up to: "Memory of this machine". */
const char *ledger_title(const struct ledger *l);

/* Whether it is shown to people. */
bool ledger_row_is_shown(const struct ledger_row *row);

/* Its value, as its column has it. */
struct value ledger_row_bytes(const struct ledger_row *row);

/* Gives names to all users in it; they are borrowed. */
void ledger_name_users(struct ledger *l, struct users *users);

const struct schema *ledger_schema(void);

/* A list: what it is called, its rows, their schema. */
struct ledger_list {
	const char *id, *title;
	const struct schema *schema;
	const void *rows;
	size_t count;
	const char *why;          /* it could not be read, since …; NULL: it could */
};

/* False where nothing goes by this number. */
bool ledger_list(const struct ledger *l, enum balance_list list, struct ledger_list *out);

/* The list with this id; LISTS when there is none. */
enum balance_list ledger_list_find(const char *id);

#endif
