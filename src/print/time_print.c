/* time_print.c - GNU time's formats. Each letter is declared once; nine of them are always 0 on Linux, see getrusage(2). */
#include "time_print.h"

#include <inttypes.h>
#include <sys/wait.h>
#include <unistd.h>

#include "vec.h"

#define CENTI 10000000u      /* nanoseconds of a hundredth of a second */

const char time_default[] =
	"%Uuser %Ssystem %Eelapsed %PCPU (%Xavgtext+%Davgdata %Mmaxresident)k\n"
	"%Iinputs+%Ooutputs (%Fmajor+%Rminor)pagefaults %Wswaps";

const char time_posix[] = "real %e\nuser %U\nsys %S";

const char time_verbose[] =
	"\tCommand being timed: \"%C\"\n"
	"\tUser time (seconds): %U\n"
	"\tSystem time (seconds): %S\n"
	"\tPercent of CPU this job got: %P\n"
	"\tElapsed (wall clock) time (h:mm:ss or m:ss): %E\n"
	"\tAverage shared text size (kbytes): %X\n"
	"\tAverage unshared data size (kbytes): %D\n"
	"\tAverage stack size (kbytes): %p\n"
	"\tAverage total size (kbytes): %K\n"
	"\tMaximum resident set size (kbytes): %M\n"
	"\tAverage resident set size (kbytes): %t\n"
	"\tMajor (requiring I/O) page faults: %F\n"
	"\tMinor (reclaiming a frame) page faults: %R\n"
	"\tVoluntary context switches: %w\n"
	"\tInvoluntary context switches: %c\n"
	"\tSwaps: %W\n"
	"\tFile system inputs: %I\n"
	"\tFile system outputs: %O\n"
	"\tSocket messages sent: %s\n"
	"\tSocket messages received: %r\n"
	"\tSignals delivered: %k\n"
	"\tPage size (bytes): %Z\n"
	"\tExit status: %x";

#define PUT(name) static void name(FILE *out, const struct timed *t)
#define LONG(name, expression) PUT(name) { fprintf(out, "%ld", (long)(expression)); }

static void put_seconds(FILE *out, const struct timeval *v)
{
	fprintf(out, "%ld.%02ld", (long)v->tv_sec, (long)v->tv_usec / 10000);
}

static uint64_t us_of(const struct timeval *v)
{
	return (uint64_t)v->tv_sec * 1000000 + (uint64_t)v->tv_usec;
}

PUT(put_nothing) { (void)t; putc('0', out); }
PUT(put_user)    { put_seconds(out, &t->usage.ru_utime); }
PUT(put_system)  { put_seconds(out, &t->usage.ru_stime); }

PUT(put_command)
{
	for (size_t i = 0; t->argv[i]; i++)
		fprintf(out, "%s%s", i ? " " : "", t->argv[i]);
}

PUT(put_elapsed)
{
	fprintf(out, "%" PRIu64 ".%02" PRIu64, t->wall_ns / (100 * (uint64_t)CENTI), t->wall_ns / CENTI % 100);
}

PUT(put_clock)
{
	uint64_t seconds = t->wall_ns / (100 * (uint64_t)CENTI);

	if (seconds >= 3600)
		fprintf(out, "%" PRIu64 ":%02" PRIu64 ":%02" PRIu64, seconds / 3600, seconds / 60 % 60, seconds % 60);
	else
		fprintf(out, "%" PRIu64 ":%02" PRIu64 ".%02" PRIu64, seconds / 60, seconds % 60, t->wall_ns / CENTI % 100);
}

PUT(put_percent)
{
	uint64_t us = t->wall_ns / 1000;

	if (us)
		fprintf(out, "%" PRIu64 "%%", (us_of(&t->usage.ru_utime) + us_of(&t->usage.ru_stime)) * 100 / us);
	else
		fputs("?%", out);
}

LONG(put_resident,    t->usage.ru_maxrss)
LONG(put_major,       t->usage.ru_majflt)
LONG(put_minor,       t->usage.ru_minflt)
LONG(put_voluntary,   t->usage.ru_nvcsw)
LONG(put_involuntary, t->usage.ru_nivcsw)
LONG(put_inputs,      t->usage.ru_inblock)
LONG(put_outputs,     t->usage.ru_oublock)
LONG(put_status,      time_status(t))

PUT(put_page) { (void)t; fprintf(out, "%ld", sysconf(_SC_PAGESIZE)); }

static const struct letter {
	char letter;
	const char *help;
	void (*put)(FILE *out, const struct timed *t);
} letters[] = {
	{ 'C', "the command and its arguments",                put_command },
	{ 'E', "elapsed time, [h:]mm:ss",                      put_clock },
	{ 'e', "elapsed time in seconds",                      put_elapsed },
	{ 'U', "user CPU time in seconds",                     put_user },
	{ 'S', "system CPU time in seconds",                   put_system },
	{ 'P', "CPU time of the elapsed time, in percent",     put_percent },
	{ 'M', "largest resident set of one process, in KiB",  put_resident },
	{ 'F', "page faults that had to wait for a disk",      put_major },
	{ 'R', "page faults that had not",                     put_minor },
	{ 'w', "times it waited of its own accord",            put_voluntary },
	{ 'c', "times the CPU was taken from it",              put_involuntary },
	{ 'I', "blocks of 512 bytes read from file systems",   put_inputs },
	{ 'O', "blocks of 512 bytes written to file systems",  put_outputs },
	{ 'x', "exit status; 128 and the number of the signal that ended it", put_status },
	{ 'Z', "size of a page in bytes",                      put_page },
	{ 'X', "average of shared text: always 0 on Linux",    put_nothing },
	{ 'D', "average of unshared data: always 0",           put_nothing },
	{ 'p', "average of unshared stack: always 0",          put_nothing },
	{ 'K', "average of all three: always 0",               put_nothing },
	{ 't', "average resident set: always 0",               put_nothing },
	{ 'W', "times it was swapped out: always 0",           put_nothing },
	{ 's', "socket messages sent: always 0",               put_nothing },
	{ 'r', "socket messages received: always 0",           put_nothing },
	{ 'k', "signals delivered: always 0",                  put_nothing },
};

/* What follows a percent sign. Returns how much of it that was. */
static size_t put_letter(FILE *out, const char *at, const struct timed *t)
{
	if (*at == '%') {
		putc('%', out);
		return 1;
	}
	for (size_t i = 0; i < ARRAY_LEN(letters); i++)
		if (letters[i].letter == *at) {
			letters[i].put(out, t);
			return 1;
		}
	fprintf(out, "?%c", *at);
	return 1;
}

/* What follows a backslash. */
static size_t put_escape(FILE *out, const char *at)
{
	static const struct { char letter; const char *is; } escapes[] = { { 'n', "\n" }, { 't', "\t" }, { '\\', "\\" } };

	for (size_t i = 0; i < ARRAY_LEN(escapes); i++)
		if (*at == escapes[i].letter) {
			fputs(escapes[i].is, out);
			return 1;
		}
	fputs("?\\", out);
	if (*at)
		putc(*at, out);
	return *at != '\0';
}

void time_print(FILE *out, const char *format, const struct timed *t)
{
	for (const char *at = format; *at;) {
		char c = *at++;
		if (c == '%' && *at == '\0') {
			/* GNU time ends there, without a line end. */
			putc('?', out);
			return;
		}
		if (c == '%')
			at += put_letter(out, at, t);
		else if (c == '\\')
			at += put_escape(out, at);
		else
			putc(c, out);
	}
	putc('\n', out);
}

int time_status(const struct timed *t)
{
	return WIFSIGNALED(t->status) ? 128 + WTERMSIG(t->status) : WEXITSTATUS(t->status);
}

void time_print_end(FILE *out, const struct timed *t)
{
	if (WIFSIGNALED(t->status))
		fprintf(out, "Command terminated by signal %d\n", WTERMSIG(t->status));
	else if (WEXITSTATUS(t->status))
		fprintf(out, "Command exited with non-zero status %d\n", WEXITSTATUS(t->status));
}

void time_list(FILE *out)
{
	for (size_t i = 0; i < ARRAY_LEN(letters); i++)
		fprintf(out, "%%%c                %s\n", letters[i].letter, letters[i].help);
}
