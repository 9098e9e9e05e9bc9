/* main.c - where did my memory go? */
#include <locale.h>
#include <malloc.h>
#include <stdio.h>

#include "arguments.h"
#include "mode.h"

int main(int argc, char **argv)
{
	struct options options;
	struct err e;
	int status;

	/* One heap: each thread's own would keep room to spare. */
	mallopt(M_ARENA_MAX, 1);
	/* Characters are the user's; numbers stay those that scripts expect. */
	setlocale(LC_CTYPE, "");
	if (arguments_parse(&options, mode_command_at, argc, argv, &e))
		status = mode_find(options.mode)->run(&options);
	else {
		fprintf(stderr, "ramtop: %s\n", e.text);
		status = 2;
	}
	options_free(&options);
	return status;
}
