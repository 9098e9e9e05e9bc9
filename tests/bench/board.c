/* board.c - medians, ratios, and the table people read. Measures nothing. */
#define _GNU_SOURCE
#include "board.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

struct spread board_spread(const struct board_row *row, enum figure figure)
{
	double known[BOARD_ROUNDS];
	size_t n = 0;

	for (int i = 0; i < row->rounds; i++)
		if (!isnan(row->figures[i][figure]))
			known[n++] = row->figures[i][figure];
	if (n == 0)
		return (struct spread){ NAN, NAN, NAN };
	qsort(known, n, sizeof *known, compare);
	return (struct spread){ known[0], (known[(n - 1) / 2] + known[n / 2]) / 2, known[n - 1] };
}

double board_ratio(const struct board *board, const struct board_row *other, enum figure figure)
{
	return board_spread(&board->rows[0], figure).median / board_spread(other, figure).median;
}

const struct board_row *board_find(const struct board *board, const char *name)
{
	for (size_t i = 0; i < board->count; i++)
		if (strcmp(board->rows[i].monitor->spec->name, name) == 0)
			return &board->rows[i];
	return NULL;
}

/* The table's columns, in order. One that no row has a figure for is left out. */
static const struct board_column {
	enum figure figure;
	const char *title;
	int width, decimals;
	double unit;
	enum { ALONE, WITH_RATIO } how;
} columns[] = {
	{ CPU,     "CPU %",     9,  2, 1,       WITH_RATIO },
	{ TICK,    "ms/tick",   9,  2, 1,       WITH_RATIO },
	{ CALLS,   "syscalls",  10, 0, 1,       WITH_RATIO },
	{ RSS,     "RSS MB",    8,  1, 1 << 20, WITH_RATIO },
	{ FIRST,   "first ms",  10, 0, 1,       ALONE },
	{ KEY,     "key ms",    8,  1, 1,       ALONE },
	{ KEY_P99, "key p99",   9,  1, 1,       ALONE },
	{ PACE,    "refresh/s", 11, 1, 1,       ALONE },
};
#define COLUMNS (sizeof columns / sizeof *columns)
#define RATIO_WIDTH 7

static bool is_known(const struct board *board, enum figure figure)
{
	for (size_t i = 0; i < board->count; i++)
		if (!isnan(board_spread(&board->rows[i], figure).median))
			return true;
	return false;
}

static void print_number(int width, int decimals, double value)
{
	if (isnan(value))
		printf("%*s", width, "-");
	else
		printf("%*.*f", width, decimals, value);
}

static void print_head(const struct board *board)
{
	printf("%-8s", "");
	for (const struct board_column *c = columns; c < columns + COLUMNS; c++)
		if (is_known(board, c->figure))
			printf("%*s%*s", c->width, c->title, c->how == WITH_RATIO ? RATIO_WIDTH : 0, c->how == WITH_RATIO ? "ratio" : "");
	puts("  CPU % low-high");
}

static void print_row(const struct board *board, const struct board_row *row)
{
	struct spread cpu = board_spread(row, CPU);

	printf("%-8s", row->monitor->spec->name);
	for (const struct board_column *c = columns; c < columns + COLUMNS; c++) {
		if (!is_known(board, c->figure))
			continue;
		print_number(c->width, c->decimals, board_spread(row, c->figure).median / c->unit);
		if (c->how == WITH_RATIO)
			print_number(RATIO_WIDTH, 3, row == board->rows ? NAN : board_ratio(board, row, c->figure));
	}
	if (row->rounds > 1)
		printf("  %.2f-%.2f of %d", cpu.low, cpu.high, row->rounds);
	putchar('\n');
}

void board_print(const struct board *board)
{
	printf("%s, watched as %s\n", board->crowd.title, board->user->name);
	print_head(board);
	for (size_t i = 0; i < board->count; i++)
		if (board->rows[i].rounds > 0)
			print_row(board, &board->rows[i]);
	putchar('\n');
	fflush(stdout);
}
