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

static void print_number(int width, int decimals, double value)
{
	if (isnan(value))
		printf("%*s", width, "-");
	else
		printf("%*.*f", width, decimals, value);
}

static void print_row(const struct board *board, const struct board_row *row)
{
	struct spread cpu = board_spread(row, CPU);
	char range[32] = "";

	if (row->rounds > 1)
		snprintf(range, sizeof range, "%.2f-%.2f", cpu.low, cpu.high);
	printf("%-8s", row->monitor->spec->name);
	print_number(8, 2, cpu.median);
	printf("%14s", range);
	print_number(9, 2, row == board->rows ? NAN : board_ratio(board, row, CPU));
	print_number(9, 1, board_spread(row, RSS).median / (1 << 20));
	print_number(9, 2, row == board->rows ? NAN : board_ratio(board, row, RSS));
	print_number(10, 0, board_spread(row, FIRST).median);
	print_number(8, 1, board_spread(row, KEY).median);
	print_number(11, 1, board_spread(row, PACE).median);
	print_number(10, 0, board_spread(row, CALLS).median);
	printf("%8d\n", row->rounds);
}

void board_print(const struct board *board)
{
	printf("%s, watched as %s\n", board->crowd->title, board->user->name);
	printf("%-8s%8s%14s%9s%9s%9s%10s%8s%11s%10s%8s\n", "", "CPU %", "low-high", "ratio", "RSS MB", "ratio",
	       "first ms", "key ms", "refresh/s", "syscalls", "windows");
	for (size_t i = 0; i < board->count; i++)
		if (board->rows[i].rounds > 0)
			print_row(board, &board->rows[i]);
	putchar('\n');
	fflush(stdout);
}
