/* time_print.h - what a command took, as time(1) prints it: GNU time's formats and letters, and its words. Measures nothing. */
#ifndef TIME_PRINT_H
#define TIME_PRINT_H

#include <stdint.h>
#include <stdio.h>
#include <sys/resource.h>

/* A command that has ended. */
struct timed {
	char *const *argv;
	int status;             /* as wait(2) gives it */
	uint64_t wall_ns;
	struct rusage usage;    /* as wait4(2) gives it: its own, and those that it waited for */
};

/* GNU time's formats: its default, -v and -p. */
extern const char time_default[], time_verbose[], time_posix[];

/* Prints the format, a line end after it: % and a letter is a figure, \n and \t are what they are in C. */
void time_print(FILE *out, const char *format, const struct timed *t);

/* "Command exited with non-zero status 3", "Command terminated by signal 9"; nothing where all is well. */
void time_print_end(FILE *out, const struct timed *t);

/* What a shell says of such an end: its status, or 128 and the signal. */
int time_status(const struct timed *t);

/* The letters, one a line: "%M  maximum resident set size in KiB". */
void time_list(FILE *out);

#endif
