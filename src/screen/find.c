/* find.c - searches a list and filters it, by what is typed. Knows not what its rows are. */
#include "find.h"

#include <stdio.h>

static void tell(struct ui *ui)
{
	if (ui->finding.moved)
		ui->finding.moved(ui);
}

static void search_from(struct ui *ui, size_t from, enum direction way)
{
	struct browse *b = ui->finding.list;

	if (!b->sought[0])
		return;
	if (browse_search(b, from, way))
		tell(ui);
	else
		ui_say(ui, "no row has '%s'", b->sought);
}

static void search_changed(struct ui *ui, const char *text)
{
	struct browse *b = ui->finding.list;

	snprintf(b->sought, sizeof(b->sought), "%s", text);
	ui->message[0] = '\0';
	search_from(ui, b->cursor, FORWARD);
}

static void search_done(struct ui *ui, const char *text, bool ok)
{
	struct browse *b = ui->finding.list;

	(void)ok;
	snprintf(b->sought, sizeof(b->sought), "%s", text);
}

static void search_next(struct ui *ui)
{
	search_from(ui, ui->finding.list->cursor + 1, FORWARD);
}

static void search_previous(struct ui *ui)
{
	const struct browse *b = ui->finding.list;

	search_from(ui, b->cursor + b->grid.count - (b->grid.count > 0), BACKWARD);
}

/* While one searches, the key that began it goes on. */
static enum flow search_key(struct ui *ui, uint32_t key)
{
	if (key == K_F(3))
		search_next(ui);
	else if (key == K_F(15))
		search_previous(ui);
	return GO_ON;
}

static void search(struct ui *ui)
{
	prompt_open(ui, "Search: ", "Cancel", "", search_changed, search_done, search_key);
	prompt_remember(ui, &ui->finding.searches);
}

static void filter_changed(struct ui *ui, const char *text)
{
	browse_filter(ui->finding.list, text);
	tell(ui);
}

static void filter_done(struct ui *ui, const char *text, bool ok)
{
	filter_changed(ui, ok ? text : "");
}

static void filter(struct ui *ui)
{
	prompt_open(ui, "Filter: ", "Clear", ui->finding.list->grid.filter, filter_changed, filter_done, NULL);
	prompt_remember(ui, &ui->finding.filters);
}

#define MAX_KEYS 2

static const struct {
	uint32_t key[MAX_KEYS];
	void (*run)(struct ui *ui);
} keys[] = {
	{ { K_F(3), '/' },  search },
	{ { 'n' },          search_next },
	{ { K_F(15), 'B' }, search_previous },
	{ { K_F(4), '\\' }, filter },
};

bool find_key(struct ui *ui, struct browse *b, void (*moved)(struct ui *ui), uint32_t key)
{
	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		for (int k = 0; k < MAX_KEYS && keys[i].key[k]; k++)
			if (keys[i].key[k] == key) {
				ui->finding.list = b;
				ui->finding.moved = moved;
				keys[i].run(ui);
				return true;
			}
	return false;
}

void find_note(const struct browse *b, char *out, size_t room)
{
	out[0] = '\0';
	if (b->grid.filter[0])
		snprintf(out, room, ", %zu with '%s'", b->grid.count, b->grid.filter);
}
