/* run_figure_json.h - something of each figure of a run as JSON, under the keys that the figures have in the JSON of a run. */
#ifndef RUN_FIGURE_JSON_H
#define RUN_FIGURE_JSON_H

#include "json.h"
#include "run_figure.h"

/* Into the object that is open; put writes what stands for the figure with this place in run_figures. */
void run_figure_json(struct json *j, void (*put)(struct json *j, const void *with, size_t figure), const void *with);

/* The ways: "how": {"peak": "exact", ...}. */
void run_figure_json_how(struct json *j, const struct child *c);

/* A number that may be unknown. */
void run_figure_json_number(struct json *j, bool is_known, uint64_t n);

#endif
