/* pane_keys.c - which panes have keys, and how a table of them is obeyed. What each key does, its pane knows. */
#include "pane_keys.h"

#define LABELS 12

static const struct pane_keys *const panes[] = {
	&keys_of_lists, &keys_of_inspect, &keys_of_ledger, &keys_of_oom, &keys_of_groups, &keys_of_kill, &keys_of_kill_confirm,
	&keys_of_kill_receipt, &keys_of_menus, &keys_of_prompts, &keys_of_help,
	&keys_of_setup, &keys_of_setup_columns, &keys_of_setup_screens, &keys_of_setup_header, &keys_of_setup_colours, &keys_of_setup_options,
};

const struct pane_keys *pane_keys_at(size_t i)
{
	return i < ARRAY_LEN(panes) ? panes[i] : NULL;
}

static bool has_key(const struct pane_key *k, uint32_t key)
{
	for (int i = 0; i < PANE_KEYS && k->key[i]; i++)
		if (k->key[i] == key)
			return true;
	return false;
}

bool pane_keys_run(struct ui *ui, const struct pane_keys *k, uint32_t key, enum flow *flow)
{
	for (size_t i = 0; i < k->count; i++)
		if (has_key(&k->all[i], key) && (!k->all[i].is_on || k->all[i].is_on(ui))) {
			*flow = k->all[i].run(ui);
			return true;
		}
	return false;
}

/* The last leads out of the pane: where the line is short it stays, and those before it go. */
static void fit(const char **line, size_t n, int cols)
{
	int width = 0;

	for (size_t i = 0; i < n; i += 2)
		width += keys_width(&line[i]);
	for (; n > 2 && width > cols; n -= 2) {
		width -= keys_width(&line[n - 4]);
		line[n - 4] = line[n - 2];
		line[n - 3] = line[n - 1];
		line[n - 2] = NULL;
	}
}

void pane_keys_draw(struct ui *ui, const struct pane_keys *k)
{
	const char *line[2 * LABELS + 2] = { NULL };
	size_t n = 0;

	for (size_t i = 0; i < k->count && n < 2 * LABELS; i++) {
		const struct pane_key *p = &k->all[i];
		if (!p->label || (p->is_on && !p->is_on(ui)))
			continue;
		line[n++] = p->keys;
		line[n++] = p->label;
	}
	fit(line, n, ui->layout.cols);
	keys_draw(ui, line);
}
