/* pane_keys.h - the keys of what stands over the table: each pane has one table of them, which it obeys and which explains it. */
#ifndef PANE_KEYS_H
#define PANE_KEYS_H

#include "ui.h"

#define PANE_KEYS 5

struct pane_key {
	uint32_t key[PANE_KEYS];            /* none: it is told of only */
	const char *keys;                   /* as they are written; NULL: the entry before says it */
	const char *help;                   /* NULL: the entry before says it */
	const char *label;                  /* in the line of keys; NULL: not there */
	bool (*is_on)(const struct ui *ui); /* whether it does anything now; NULL: always */
	enum flow (*run)(struct ui *ui);
};

struct pane_keys {
	const char *title;                  /* "The ledger (L)" */
	const struct pane_key *all;
	size_t count;
};

extern const struct pane_keys keys_of_groups, keys_of_help, keys_of_inspect, keys_of_kill, keys_of_kill_confirm, keys_of_kill_receipt,
                              keys_of_ledger, keys_of_lists, keys_of_menus, keys_of_oom, keys_of_prompts,
                              keys_of_setup, keys_of_setup_colours, keys_of_setup_columns, keys_of_setup_header,
                              keys_of_setup_options, keys_of_setup_screens;

/* All panes that have any, one after the other; NULL behind the last. */
const struct pane_keys *pane_keys_at(size_t i);

/* Does what the key does; false when it does nothing. */
bool pane_keys_run(struct ui *ui, const struct pane_keys *k, uint32_t key, enum flow *flow);

/* Draws the line of keys. */
void pane_keys_draw(struct ui *ui, const struct pane_keys *k);

#endif
