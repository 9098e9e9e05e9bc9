/* actions.h - what the keys of the table do. actions.c says which key does what. */
#ifndef ACTIONS_H
#define ACTIONS_H

#include "ui.h"

/* moves.c */
enum flow do_move_up(struct ui *ui);
enum flow do_move_down(struct ui *ui);
enum flow do_move_page_up(struct ui *ui);
enum flow do_move_page_down(struct ui *ui);
enum flow do_move_home(struct ui *ui);
enum flow do_move_end(struct ui *ui);
enum flow do_wheel_up(struct ui *ui);
enum flow do_wheel_down(struct ui *ui);
enum flow do_scroll_right(struct ui *ui);
enum flow do_scroll_left(struct ui *ui);
enum flow do_scroll_start(struct ui *ui);
enum flow do_click(struct ui *ui);
enum flow type_pid(struct ui *ui, uint32_t digit);      /* digits, one after the other, are a pid */

/* order.c */
enum flow do_sort_memory(struct ui *ui);
enum flow do_sort_cpu(struct ui *ui);
enum flow do_sort_time(struct ui *ui);
enum flow do_sort_pid(struct ui *ui);
enum flow do_toggle_invert(struct ui *ui);
enum flow do_toggle_tree(struct ui *ui);
enum flow do_toggle_threads(struct ui *ui);
enum flow do_toggle_kernel(struct ui *ui);
enum flow do_toggle_path(struct ui *ui);
enum flow do_toggle_header(struct ui *ui);
enum flow do_fold_toggle(struct ui *ui);
enum flow do_fold_close(struct ui *ui);
enum flow do_fold_parent(struct ui *ui);
enum flow do_fold_all(struct ui *ui);
enum flow sort_by(struct ui *ui, const char *id);       /* in the column's own direction */
bool is_tree(const struct ui *ui);

/* tabs.c */
enum flow do_tab_next(struct ui *ui);
enum flow do_tab_previous(struct ui *ui);

/* tags.c */
enum flow do_tag(struct ui *ui);
enum flow do_tag_children(struct ui *ui);
enum flow do_untag_all(struct ui *ui);

/* nice.c, affinity.c: of the tagged ones, else of the selected one */
enum flow do_nice_lower(struct ui *ui);
enum flow do_nice_higher(struct ui *ui);
enum flow io_priority_open(struct ui *ui);
enum flow affinity_open(struct ui *ui);

/* alarm.c */
enum flow do_silence(struct ui *ui);

/* search.c */
enum flow do_search(struct ui *ui);
enum flow do_search_next(struct ui *ui);
enum flow do_search_previous(struct ui *ui);
enum flow do_filter(struct ui *ui);
bool is_filtered(const struct ui *ui);

#endif
