/* workload_program.h - the program under test: run, and what it printed taken apart by jq. */
#ifndef WORKLOAD_PROGRAM_H
#define WORKLOAD_PROGRAM_H

#include <check.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define PROGRAM "build/check/ramtop"

/* Whether the program reads by the task iterator in this run; else by files. */
bool program_has_iterator(void);

/* All texts end with a zero and live until the test's process ends. */
struct printed {
	const char *out, *err;
	size_t length;           /* of out */
	int status;              /* exit status; 128 + N when signal N ended it */
};

/* Runs a command, found on PATH, to its end. Its input is that text; NULL: nothing. */
struct printed program_run(const char *const *argv, const char *input);

/* ramtop("--json", "-n1") runs the program with these words. */
#define ramtop(...) program_run((const char *const[]){ PROGRAM, __VA_ARGS__, NULL }, NULL)

/* One JSON sample, taken with these words; fails the test unless all went well and silently. */
const char *sample_json(const char *const *words);
#define json_of(...) sample_json((const char *const[]){ PROGRAM, "--json", "-n1", __VA_ARGS__, NULL })

/* What a jq filter makes of JSON, as with jq -r, without the last newline. */
const char *jq(const char *json, const char *filter);
uint64_t jq_number(const char *json, const char *filter);
double jq_real(const char *json, const char *filter);
#define expect_jq(json, filter, want) ck_assert_str_eq(jq(json, filter), want)

/* printf into a text that lives as long. */
const char *text_of(const char *format, ...) __attribute__((format(printf, 1, 2)));
#define pid_text(pid) text_of("%d", (int)(pid))

/* The program while it prints one sample after the other: no other stream at that time. */
void stream_open(const char *const *argv);
#define stream_ramtop(...) stream_open((const char *const[]){ PROGRAM, "--json", __VA_ARGS__, NULL })
const char *stream_line(void);
/* The first sample of now or later: skips those that were taken before. */
const char *stream_sample(void);
/* Ends the program, and expects that it has said nothing on stderr. */
void stream_close(void);

#endif
