package pl.rozmowa.account;

import java.util.UUID;
import org.springframework.stereotype.Service;
import pl.rozmowa.platform.Ids;
import pl.rozmowa.platform.Problem;
import pl.rozmowa.team.CurrentMember;

/** Connects a mailbox the wizard's way while nobody looks on, with the folders that the wizard would suggest: for the demo's world. */
@Service
public class ConnectAtOnce {

    private final FindSettings settings;
    private final SignInToServers servers;
    private final KeepAccount keeper;
    private final FolderList folders;
    private final ChooseFolders choose;

    ConnectAtOnce(
            FindSettings settings,
            SignInToServers servers,
            KeepAccount keeper,
            FolderList folders,
            ChooseFolders choose) {
        this.settings = settings;
        this.servers = servers;
        this.keeper = keeper;
        this.folders = folders;
        this.choose = choose;
    }

    /**
     * @param owner who connects it; the whole project sees it
     * @return the id of the mailbox
     * @throws Problem with the code of the wizard's failure
     */
    public UUID connect(CurrentMember owner, String address, String password, int windowDays) {
        UUID[] connected = {Ids.next()};
        try {
            ConnectionRequest request =
                    new ConnectionRequest(address, password, null, null, null, null, null);
            request.check();
            SignedIn proved =
                    servers.signIn(settings.settings(request, null), password, stage -> {});
            keeper.keep(
                    owner.projectId(),
                    owner.memberId(),
                    address,
                    null,
                    proved,
                    password,
                    (id, count) -> {
                        connected[0] = id;
                        return true;
                    });
        } catch (CannotConnect e) {
            throw new Problem(e.failure().code(), 409).because(e);
        }
        FolderTree tree = folders.tree(owner, connected[0]);
        choose.choose(
                owner,
                connected[0],
                new ChooseFolders.Choice(
                        tree.suggested(), null, null, windowDays, "project", null, null));
        return connected[0];
    }
}
