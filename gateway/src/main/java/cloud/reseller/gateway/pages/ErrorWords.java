package cloud.reseller.gateway.pages;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of pages that stand in place of another, and of sessions. */
@MessageBundle("errors")
public interface ErrorWords {

  @Message("Not allowed")
  String forbidden();

  @Message("Your role does not allow this. Ask an administrator of your company for the role.")
  String forbiddenNext();

  @Message("Not found")
  String notFound();

  @Message("There is no such page, or it is not yours. Check the address.")
  String notFoundNext();

  @Message("Too many requests")
  String tooManyRequests();

  @Message("Too much was asked at once. Wait a minute, then try again.")
  String tooManyRequestsNext();

  @Message("Something failed")
  String failed();

  @Message(
      "This page failed, and nothing was changed by looking at it. Try again; if it fails again,"
          + " tell your operator the time.")
  String failedNext();

  @Message("Not available now")
  String unavailable();

  @Message("The service behind this page does not answer. Try again in a moment.")
  String unavailableNext();

  @Message("Not possible")
  String notPossible();

  @Message(
      "The form was not complete or has been open for too long. Go back, reload the page and send"
          + " it again.")
  String notPossibleNext();

  @Message("Not signed in")
  String notSignedIn();

  @Message("Signing in was not completed, or took too long. Go to the first page to sign in again.")
  String notSignedInNext();

  @Message("Signed out")
  String signedOut();

  @Message("You are signed out.")
  String signedOutEverywhere();

  @Message(
      "You are signed out here. The sign-in service did not answer: close the browser to be signed"
          + " out there too.")
  String signedOutHere();

  @Message("Sign in again")
  String signInAgain();

  @Message("Go to the first page")
  String toStart();

  @Message("Your session has ended")
  String sessionEnded();

  @Message(
      "Nothing was changed. What you entered is kept on this page: sign in in a second window, then"
          + " come back and send it again.")
  String sessionEndedNext();

  @Message("Sign in (opens a second window)")
  String signInSecondWindow();

  @Message("Send it again")
  String sendFormAgain();

  @Message("You are signed in")
  String signedIn();

  @Message("Close this window and send what you entered again in the other one.")
  String signedInNext();
}
