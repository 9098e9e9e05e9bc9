/* board.h - all figures of one crowd, watched by one user: a row for each monitor. */
#ifndef BENCH_BOARD_H
#define BENCH_BOARD_H

#include "crowd.h"
#include "measure.h"

enum { BOARD_ROUNDS = 9 };

struct board_row {
	const struct monitor *monitor;
	double figures[BOARD_ROUNDS][FIGURES];
	int rounds;
};

struct board {
	struct crowd_spec crowd;
	const struct user *user;
	struct board_row rows[MONITOR_MAX]; /* ramtop's is the first */
	size_t count;
};

struct spread {
	double low, median, high;   /* NAN: never measured */
};

struct spread board_spread(const struct board_row *row, enum figure figure);

/* ramtop's median over the other's: NAN when either is unknown. */
double board_ratio(const struct board *board, const struct board_row *other, enum figure figure);

/* The row of the monitor called NAME, or NULL when it is absent. */
const struct board_row *board_find(const struct board *board, const char *name);

/* Prints it as a table, without the monitors that were not measured. */
void board_print(const struct board *board);

#endif
