/* cgroup_values.h - values of groups that are control groups. group_columns.c says which column has which. Of other groups they are
 * blank. */
#ifndef CGROUP_VALUES_H
#define CGROUP_VALUES_H

#include "column.h"

struct value cgroup_engine(const struct scene *s, size_t row, const struct column *c);
struct value cgroup_pod(const struct scene *s, size_t row, const struct column *c);
struct value cgroup_qos(const struct scene *s, size_t row, const struct column *c);
struct value cgroup_path(const struct scene *s, size_t row, const struct column *c);

/* A number of struct cgroup_figures: the argument is which, see below. */
struct value cgroup_number(const struct scene *s, size_t row, const struct column *c);
enum cgroup_figure {
	FIGURE_CHARGE, FIGURE_NEEDED, FIGURE_CACHE, FIGURE_SWAP, FIGURE_PEAK, FIGURE_KERNEL, FIGURE_TASKS, FIGURE_KILLS, FIGURE_HITS, FIGURE_READ,
	FIGURE_WRITTEN, FIGURE_READ_S, FIGURE_WRITE_S, CGROUP_FIGURES
};

/* The lowest limit of it and those above it, or the machine's memory; whose that is; what of it is needed, in percent, and as parts. */
struct value cgroup_limit(const struct scene *s, size_t row, const struct column *c);
struct value cgroup_bound(const struct scene *s, size_t row, const struct column *c);
struct value cgroup_share(const struct scene *s, size_t row, const struct column *c);
struct value cgroup_parts(const struct scene *s, size_t row, const struct column *c);

struct value cgroup_cpu(const struct scene *s, size_t row, const struct column *c);
struct value cgroup_pressure(const struct scene *s, size_t row, const struct column *c);
struct value cgroup_growth(const struct scene *s, size_t row, const struct column *c);
struct value cgroup_eta(const struct scene *s, size_t row, const struct column *c);
struct value cgroup_last_kill(const struct scene *s, size_t row, const struct column *c);
struct value cgroup_state(const struct scene *s, size_t row, const struct column *c);

#endif
