/* group_acts.h - what one may do to the processes of a control group, in the pane of groups. */
#ifndef GROUP_ACTS_H
#define GROUP_ACTS_H

#include "group.h"
#include "ui.h"

/* Each takes the chosen group, or NULL where there are none, and says why it does nothing. */
enum flow group_signal(struct ui *ui, const struct task_group *g);   /* opens the menu of signals, for all in it and below it */
enum flow group_freeze(struct ui *ui, const struct task_group *g);   /* asks whether it is to stand still; lets it go on at once */

/* Whether either may do something. */
bool group_can_act(const struct ui *ui, const struct task_group *g);

#endif
