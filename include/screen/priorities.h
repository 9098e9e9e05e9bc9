/* priorities.h - what the files share that change nice values, I/O priorities and CPUs. Nobody else needs it. */
#ifndef PRIORITIES_H
#define PRIORITIES_H

#include "priority.h"
#include "ui.h"

struct target {
	struct subordinate who;
	char name[32];           /* of the program; printable */
};

struct priorities {
	struct vec targets;      /* of struct target: the tagged ones, else the selected one */
	struct cpus cpus;        /* as they are chosen now */
	int value;               /* by how much, or to what */
};

/* What is done to each of them. */
struct deed {
	const char *what;        /* "nice of 4711 python is 5 now" */
	const char *is;
	const char *done;        /* of several: "nice +1: 3 processes" */

	/* Writes what it is then ("5"), or why it is not ("4711 python: not permitted ..."). */
	enum priority_change (*run)(struct ui *ui, struct subordinate who, char *out, size_t room);
};

/* Finds out whom. False, and it has been said, when there is nobody. */
bool priorities_choose(struct ui *ui);

/* Does it to all of them and says what came of it. */
void priorities_do(struct ui *ui, const struct deed *d);

/* "4711 python", or "3 processes" */
void priorities_write_whom(const struct ui *ui, char *out, size_t room);

static inline const struct target *priorities_first(const struct ui *ui) { return ui->priorities->targets.data; }

#endif
