/* promise.c - the table of promises, and whether each is kept. Measures nothing and fails nothing. */
#define _GNU_SOURCE
#include "promise.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct promise {
	const char *crowd;
	enum { ROOT = 1, PLAIN = 2, ANYONE = ROOT | PLAIN } who;
	enum figure figure;
	const char *peer;   /* the limit is a ratio to it; NULL: the limit is absolute, in ms */
	double limit;
	const char *text;
};

static const struct promise promises[] = {
	{ "idle-5000",      ROOT,   TICK,    "htop", 1 / 20.0, "at most 1/20 of htop's CPU per refresh" },
	{ "idle-20000",     ROOT,   TICK,    "htop", 1 / 25.0, "at most 1/25 of htop's CPU per refresh" },
	{ "threads-shown",  ROOT,   TICK,    "htop", 1 / 10.0, "at most 1/10 of htop's CPU per refresh" },
	{ "idle-5000",      PLAIN,  TICK,    "htop", 1 / 4.0,  "at most 1/4 of htop's CPU per refresh" },
	{ "idle-5000",      PLAIN,  TICK,    "top",  1 / 2.0,  "at most 1/2 of top's CPU per refresh" },
	{ "large",          ANYONE, TICK,    "htop", 1 / 4.0,  "at most 1/4 of htop's CPU per refresh" },
	{ "threads-hidden", ANYONE, TICK,    "top",  1.2,      "at most 1.2 x top's CPU per refresh" },
	{ "idle-5000",      ANYONE, KEY_P99, NULL,   30,       "a key is on the screen within 30 ms, 99 of 100 times" },
	{ "idle-20000",     ANYONE, KEY_P99, NULL,   30,       "a key is on the screen within 30 ms, 99 of 100 times" },
	{ "idle-500",       ANYONE, FIRST,   NULL,   50,       "first screen within 50 ms" },
	{ "idle-500",       ROOT,   RSS,     "htop", 1.0,      "less resident memory than htop" },
	{ "idle-5000",      ANYONE, RSS,     "htop", 1.0,      "less resident memory than htop" },
	{ "idle-20000",     ANYONE, RSS,     "htop", 1.0,      "less resident memory than htop" },
	{ "threads-hidden", ANYONE, RSS,     "htop", 1.0,      "less resident memory than htop" },
};
#define PROMISES (sizeof promises / sizeof *promises)

static bool is_about(const struct promise *p, const char *crowd, const struct user *user)
{
	return strcmp(p->crowd, crowd) == 0 && p->who & (user->uid == 0 ? ROOT : PLAIN);
}

bool promise_needs_rounds(const char *crowd, const struct user *user, const char *monitor)
{
	for (const struct promise *p = promises; p < promises + PROMISES; p++)
		if (p->figure == TICK && is_about(p, crowd, user) && strcmp(p->peer, monitor) == 0)
			return true;
	return false;
}

bool promise_names(const char *crowd, const struct user *user, const char *monitor)
{
	for (const struct promise *p = promises; p < promises + PROMISES; p++)
		if (p->peer && is_about(p, crowd, user) && strcmp(p->peer, monitor) == 0)
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
		printf("%-10s %8.3f  ", value <= p->limit ? "kept" : "BROKEN", value);
	else
		printf("%-10s %5.1f ms  ", value <= p->limit ? "kept" : "BROKEN", value);
	printf("%s (%s, %s)\n", p->text, board->crowd.title, board->user->name);
}

void promise_print(const struct board *boards, size_t count)
{
	puts("Promises");
	for (const struct promise *p = promises; p < promises + PROMISES; p++) {
		bool measured = false;

		for (size_t b = 0; b < count; b++)
			if (is_about(p, boards[b].crowd.id, boards[b].user)) {
				print_one(p, &boards[b]);
				measured = true;
			}
		if (!measured)
			printf("%-10s %8s  %s (%s)\n", "unmeasured", "-", p->text, p->crowd);
	}
}
