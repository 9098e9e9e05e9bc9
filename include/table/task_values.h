/* task_values.h - values of tasks that take some reckoning. task_columns.c says which column has which. */
#ifndef TASK_VALUES_H
#define TASK_VALUES_H

#include "column.h"

struct value task_cgroup(const struct scene *s, size_t row, const struct column *c);
/* Whether the name that the kernel keeps for a process is another than the command line tells: it was renamed, or a script runs it. */
bool task_is_renamed(const struct task *t);

struct value task_container(const struct scene *s, size_t row, const struct column *c);
struct value task_container_id(const struct scene *s, size_t row);
struct value task_bar(const struct scene *s, size_t row, const struct column *c);
struct value task_spark(const struct scene *s, size_t row, const struct column *c);
struct value task_limit_share(const struct scene *s, size_t row, const struct column *c);
struct value task_oom_score(const struct scene *s, size_t row, const struct column *c);

/* To and from storage: since its start, and a second. The argument is where in struct io it is. */
struct value task_moved(const struct scene *s, size_t row, const struct column *c);
struct value task_moves(const struct scene *s, size_t row, const struct column *c);

/* Over the span that is the column's argument. */
struct value task_slope(const struct scene *s, size_t row, const struct column *c);
struct value task_trend(const struct scene *s, size_t row, const struct column *c);
struct value task_eta(const struct scene *s, size_t row, const struct column *c);

#endif
