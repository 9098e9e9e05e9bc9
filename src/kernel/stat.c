/* stat.c - parses /proc/PID/stat and statm. Opens no file. */
#define _GNU_SOURCE
#include "stat.h"

#include <string.h>

#include "scan_text.h"

/* The numbers behind the state, by their place in proc(5). */
enum {
	PPID = 4, PGRP = 5, SESSION = 6, TTY = 7, FLAGS = 9, MINFLT = 10, WAITED_MINFLT = 11, MAJFLT = 12, UTIME = 14, STIME = 15, PRIORITY = 18,
	NICE = 19, THREADS = 20, START = 22, VSIZE = 23, RSS = 24, START_CODE = 26, START_STACK = 28, PROCESSOR = 39, FIELDS,
};

/* A product that does not fit is the largest that does. */
static uint64_t times(uint64_t a, uint64_t b)
{
	return a > UINT64_MAX / b ? UINT64_MAX : a * b;
}

/* A field is signed or unsigned, of 64 bits: negative ones are kept as two's complement. */
static bool next_field(struct text_at *t, uint64_t *out)
{
	bool minus;

	while (t->at < t->end && *t->at == ' ')
		t->at++;
	minus = t->at < t->end && *t->at == '-';
	t->at += minus;
	if (!text_number(t, out))
		return false;
	if (minus)
		*out = 0 - *out;
	return true;
}

bool stat_parse(const char *text, size_t length, struct stat_line *out)
{
	struct text_at t = { text, text + length };
	uint64_t field[FIELDS], pid, page = kernel_page(), tick = kernel_tick_ns();
	const char *close;

	if (!text_number(&t, &pid) || !text_skip(&t, " ("))
		return false;
	/* comm may hold ')' and spaces: the last ')' ends it. */
	close = memrchr(t.at, ')', (size_t)(t.end - t.at));
	if (!close || t.end - close < 4 || close[1] != ' ')
		return false;
	*out = (struct stat_line){ .comm = t.at, .comm_length = (size_t)(close - t.at), .state = close[2], .pid = (pid_t)pid };
	t.at = close + 3;
	for (int i = PPID; i < FIELDS; i++)
		if (!next_field(&t, &field[i]))
			return false;
	out->ppid = (pid_t)field[PPID];
	out->pgrp = (pid_t)field[PGRP];
	out->session = (pid_t)field[SESSION];
	out->tty = (int)field[TTY];
	out->flags = (uint32_t)field[FLAGS];
	out->minflt = field[MINFLT];
	out->majflt = field[MAJFLT];
	out->waited_minflt = field[WAITED_MINFLT];
	out->user_ns = times(field[UTIME], tick);
	out->system_ns = times(field[STIME], tick);
	out->priority = (int)field[PRIORITY];
	out->nice = (int)field[NICE];
	out->threads = (uint32_t)field[THREADS];
	out->start_ns = times(field[START], tick);
	out->vsz = field[VSIZE];
	/* The counter of a busy process may be seen below zero for a moment. */
	out->rss = (int64_t)field[RSS] < 0 ? 0 : times(field[RSS], page);
	out->start_code = field[START_CODE];
	out->start_stack = field[START_STACK];
	out->processor = (int)field[PROCESSOR];
	return true;
}

bool statm_parse(const char *text, size_t length, struct statm_line *out)
{
	struct text_at t = { text, text + length };
	uint64_t page = kernel_page();

	if (!text_number(&t, &out->vsz) || !text_number(&t, &out->rss) || !text_number(&t, &out->shr))
		return false;
	out->vsz = times(out->vsz, page);
	out->rss = times(out->rss, page);
	out->shr = times(out->shr, page);
	return true;
}
