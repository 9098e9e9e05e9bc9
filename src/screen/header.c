/* header.c - the machine at the top of the screen: the meters of the plan, each in its place. Knows no meter by name. */
#include "placing.h"
#include "ui.h"

void header_draw(struct ui *ui)
{
	const struct seen seen = { ui->sample, &ui->trace };
	struct placing places;

	placing_make(&places, &ui->plan, ui->layout.header_rows, ui->layout.cols, &seen, ui->settings->set);
	for (size_t i = 0; i < places.count; i++) {
		const struct spot *s = &places.spots[i];
		struct pen p = { &ui->canvas, ui->layout.header + s->line, s->col, s->col + s->width, ui->settings->set, s->is_short, s->leads };
		meter_draw(&p, s->meter, s->style, s->cells, &seen);
	}
}
