@rem The root scripts begin with sh's exec, so that signals to npm reach them. This lets Windows run them too.
@%*
