package pl.rozmowa.sharing;

import java.util.List;

/**
 * Who sees a conversation and why, as far as the one who asks may know: who may not share it hears of no invitation and no request.
 *
 * @param pending people from outside who were invited and have not come yet
 * @param requests people of the project who asked to see it
 * @param mayShare may open it to others of the project, and close it to them again
 * @param mayInvite may invite people from outside as well
 * @param canMail the conversation's mailbox can send the letter that tells of it
 */
record WhoSees(
        List<ViewersQuery.Viewer> items,
        List<ViewersQuery.Pending> pending,
        List<RequestTable.Open> requests,
        boolean mayShare,
        boolean mayInvite,
        boolean canMail) {}
