/* run_repeat.h - what a command took in several runs: the median of each figure and how far they are from it. */
#ifndef RUN_REPEAT_H
#define RUN_REPEAT_H

#include <stdio.h>

#include "json.h"
#include "run_change.h"
#include "text.h"

/* Those runs, when they are over. */
struct repeated {
	char *const *argv;
	uint64_t asked, begun;       /* how many were wanted, and how many there were */
	const char *why_fewer;       /* the last did not end with 0, or one wanted it all to end: NULL: all is well */
	uint64_t left_behind;        /* runs of which something still ran when the command had ended */
	const struct tally *tally;   /* of those that ended with 0 */
};

/* At most 80 columns wide. */
void run_repeat_print(FILE *out, const struct repeated *r, enum text_set set);

/* One object for all of it: its beginning, after which run_json tells of each run, and its end. Changes may be NULL. */
void run_repeat_json_begin(struct json *j, char *const argv[]);
void run_repeat_json_end(struct json *j, const struct repeated *r, const struct run_changes *changes);

#endif
