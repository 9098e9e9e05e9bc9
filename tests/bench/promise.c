/* promise.c - the table of promises, and whether each holds. Measures nothing and fails nothing. */
#define _GNU_SOURCE
#include "promise.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct promise {
	const char *crowd;
	enum figure figure;
	const char *peer;   /* the limit is a ratio to it; NULL: the limit is absolute */
	double limit;
	const char *text;
};

static const struct promise promises[] = {
	{ "idle-5000",  CPU,   "htop", 0.5, "at most half of htop's CPU" },
	{ "threads",    CPU,   "top",  1.2, "at most 1.2 x top's CPU" },
	{ "idle-500",   FIRST, NULL,   100, "first screen within 100 ms" },
	{ "idle-500",   RSS,   "htop", 1.0, "less resident memory than htop" },
	{ "idle-5000",  RSS,   "htop", 1.0, "less resident memory than htop" },
	{ "idle-20000", RSS,   "htop", 1.0, "less resident memory than htop" },
	{ "threads",    RSS,   "htop", 1.0, "less resident memory than htop" },
};
#define PROMISES (sizeof promises / sizeof *promises)

bool promise_needs_rounds(const char *crowd, const char *monitor)
{
	for (size_t i = 0; i < PROMISES; i++)
		if (promises[i].figure == CPU && strcmp(promises[i].crowd, crowd) == 0
		    && strcmp(promises[i].peer, monitor) == 0)
			return true;
	return false;
}

bool promise_names(const char *crowd, const char *monitor)
{
	for (size_t i = 0; i < PROMISES; i++)
		if (promises[i].peer && strcmp(promises[i].crowd, crowd) == 0 && strcmp(promises[i].peer, monitor) == 0)
			return true;
	return false;
}

static double find_value(const struct promise *p, const struct board *board)
{
	const struct board_row *peer;

	if (!p->peer)
		return board_spread(&board->rows[0], p->figure).median;
	peer = board_find(board, p->peer);
	return peer ? board_ratio(board, peer, p->figure) : NAN;
}

static void print_one(const struct promise *p, const struct board *board)
{
	double value = find_value(p, board);

	if (isnan(value))
		printf("%-10s %8s  ", "unmeasured", "-");
	else if (p->peer)
		printf("%-10s %8.2f  ", value <= p->limit ? "holds" : "BROKEN", value);
	else
		printf("%-10s %5.0f ms  ", value <= p->limit ? "holds" : "BROKEN", value);
	printf("%s (%s, %s)\n", p->text, board->crowd->title, board->user->name);
}

void promise_print(const struct board *boards, size_t count)
{
	puts("Promises");
	for (size_t i = 0; i < PROMISES; i++)
		for (size_t b = 0; b < count; b++)
			if (strcmp(promises[i].crowd, boards[b].crowd->id) == 0)
				print_one(&promises[i], &boards[b]);
}
