/* alert.h - conditions that somebody wants to be told of, and since when which process fits one. Tells nobody. */
#ifndef ALERT_H
#define ALERT_H

#include "expr.h"
#include "marks.h"
#include "text.h"

struct alert {
	char text[EXPR_TEXT];      /* as it was written: "rss>4g for 30s" */
	struct expr fits;
	uint64_t span_ns;          /* that a process must fit without a break; 0: it is told of at once */
};

/* A process that fits an alert. */
struct alert_case {
	struct mark mark;
	uint32_t alert;            /* its place in the list */
	uint32_t task;             /* index in the sample of the last look */
	bool is_on;                /* the span is over */
	bool is_new;               /* since the last look but one */
	bool is_silent;            /* the user knows */
	uint64_t since_ns;         /* since boot */
	uint64_t since_wall_ns, on_wall_ns;   /* since 1970: when it began to fit, and when the span was over */
};

struct alerts {
	struct vec list;           /* of struct alert */
	struct vec cases, before;  /* of struct alert_case, by pid and then by alert */
	bool has_fired;            /* there was a case whose span was over */
};

void alerts_init(struct alerts *a);
void alerts_free(struct alerts *a);

/* Adds one: a condition on tasks, and "for" and a span if it must last. False, with the fault, when it is none. */
bool alerts_add(struct alerts *a, const char *text, struct err *e);

/* Adds what must be read of every task. */
void alerts_want(const struct alerts *a, struct demand *d);

/* Whether the scene needs a tree. */
bool alerts_want_tree(const struct alerts *a);

/* Compares every process of a newer sample, whatever is shown of it; time is the sample's. Returns how many cases have become
 * new. Where it is unknown whether a process fits, what was is left as it is. */
size_t alerts_look(struct alerts *a, const struct scene *s);

static inline const struct alert_case *alerts_cases(const struct alerts *a) { return a->cases.data; }

/* The first case of this process that is on, or NULL; the others stand behind it. */
const struct alert_case *alerts_find(const struct alerts *a, struct mark mark);

/* Writes the texts of its alerts that are on, with "; " between them. Returns the bytes written; 0: none is. */
size_t alerts_texts(const struct alerts *a, struct mark mark, char *out, size_t room);

/* The case that came on last of those that are not silent, or NULL; *others is how many more there are. */
const struct alert_case *alerts_newest(const struct alerts *a, size_t *others);

/* The user knows of all that are on now. Returns how many were not silent before. */
size_t alerts_silence(struct alerts *a);

/* Writes "4711 python rss>4g for 30s, since 12:03:44", printable, as much as fits. The sample is that of the last look. */
void alerts_say(const struct alerts *a, const struct alert_case *c, const struct sample *s, char *out, size_t room,
                enum text_set set);

#endif
